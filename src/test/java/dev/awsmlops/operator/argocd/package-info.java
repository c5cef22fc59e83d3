/** What Argo CD makes of the operator's objects: their health, and what its self-heal does to them. */
package dev.awsmlops.operator.argocd;
