package dev.awsmlops.operator.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Holds a client's calls to the {@link Traffic}'s rates. A call waits before the SDK's own time limit for it begins to run;
 * its retries, which the SDK spaces by itself, are only counted.
 */
final class CallLimit implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> ATTEMPTED = new ExecutionAttribute<>("MlopsAttempted");

    private final Traffic traffic;

    CallLimit(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        traffic.beforeCall(service(attributes));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (attributes.getOptionalAttribute(ATTEMPTED).isPresent()) {
            traffic.beforeRetry(service(attributes));
        }
        attributes.putAttribute(ATTEMPTED, true);
    }

    private static String service(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    }
}
