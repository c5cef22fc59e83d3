/**
 * A simulated AWS account behind one door: real SDK clients call it, with a socket or without.
 *
 * <p>It simulates <em>documented</em> behaviour: each rule names its source, and what no source tells is marked as an
 * assumption.
 */
package dev.awsmlops.sandbox.aws;
