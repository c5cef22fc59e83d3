package dev.awsmlops.sandbox.aws.service;

/**
 * What a resource is billed for by the hour.
 *
 * @param unit {@code DPU}, or an instance type such as {@code ml.t3.medium}
 * @param quantity how many of them
 */
public record Units(String unit, double quantity) {}
