/**
 * Random lives of teams on simulated AWS and Kubernetes, with everything going wrong that can, from a seed: one thread, no
 * real time, so that a seed always gives the same life.
 */
package dev.awsmlops.operator.chaos;
