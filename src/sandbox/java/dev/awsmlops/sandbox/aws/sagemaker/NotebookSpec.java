package dev.awsmlops.sandbox.aws.sagemaker;

import static dev.awsmlops.sandbox.aws.sagemaker.SageMakerRules.invalid;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be asked of a notebook instance, and AWS's defaults (API reference, CreateNotebookInstance and Update…). */
final class NotebookSpec {

    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern INSTANCE_TYPE = Pattern.compile("ml\\.[a-z0-9]+\\.[a-z0-9]+");
    private static final Set<String> PLATFORMS =
            Set.of("notebook-al1-v1", "notebook-al2-v1", "notebook-al2-v2", "notebook-al2-v3", "notebook-al2023-v1");
    private static final Set<String> SWITCH = Set.of("Enabled", "Disabled");

    private static final Pattern METADATA_VERSION = Pattern.compile("1|2");

    private static final List<String> UPDATABLE = List.of(
            "InstanceType",
            "IpAddressType",
            "PlatformIdentifier",
            "RoleArn",
            "LifecycleConfigName",
            "VolumeSizeInGB",
            "DefaultCodeRepository",
            "AdditionalCodeRepositories",
            "AcceleratorTypes",
            "RootAccess",
            "InstanceMetadataServiceConfiguration");

    private static final Map<String, String> DISASSOCIATIONS = Map.of(
            "DisassociateLifecycleConfig", "LifecycleConfigName",
            "DisassociateAcceleratorTypes", "AcceleratorTypes",
            "DisassociateDefaultCodeRepository", "DefaultCodeRepository",
            "DisassociateAdditionalCodeRepositories", "AdditionalCodeRepositories");

    private NotebookSpec() {}

    static ObjectNode forCreate(Request request) {
        request.required("NotebookInstanceName", SageMakerRules.NAME, SageMakerRules.LONGEST_NAME);
        request.required("InstanceType");
        request.required("RoleArn");
        request.strings("SecurityGroupIds", 5);
        oneOf(request, "DirectInternetAccess", SWITCH);
        checkShared(request);
        if (request.text("DirectInternetAccess").filter("Disabled"::equals).isPresent() && !request.has("SubnetId")) {
            throw invalid("Direct internet access can be disabled only if a subnet is given.");
        }
        ObjectNode properties = request.input().deepCopy();
        properties.remove("Tags");
        usual(properties, "DirectInternetAccess", "Enabled");
        usual(properties, "RootAccess", "Enabled");
        usual(properties, "PlatformIdentifier", "notebook-al2023-v1");
        usual(properties, "IpAddressType", "ipv4");
        if (!properties.hasNonNull("VolumeSizeInGB")) {
            properties.put("VolumeSizeInGB", 5);
        }
        ObjectNode metadata = properties.withObjectProperty("InstanceMetadataServiceConfiguration");
        usual(metadata, "MinimumInstanceMetadataServiceVersion", "1");
        return properties;
    }

    static void update(Request request, ObjectNode properties) {
        checkShared(request);
        int volume = properties.get("VolumeSizeInGB").asInt();
        if (request.integer("VolumeSizeInGB").orElse(volume) < volume) {
            throw invalid("The volume size of a notebook instance can only grow: it is %d GB.".formatted(volume));
        }
        DISASSOCIATIONS.forEach((flag, field) -> {
            if (request.flag(flag)) {
                properties.remove(field);
            }
        });
        for (String field : UPDATABLE) {
            if (request.has(field)) {
                properties.set(field, request.input().get(field).deepCopy());
            }
        }
    }

    private static void checkShared(Request request) {
        if (request.has("InstanceType")) {
            request.required("InstanceType", INSTANCE_TYPE, 64);
        }
        if (request.has("RoleArn")) {
            request.required("RoleArn", ROLE_ARN, 2048);
        }
        request.integer("VolumeSizeInGB", 5, 16_384);
        oneOf(request, "RootAccess", SWITCH);
        oneOf(request, "PlatformIdentifier", PLATFORMS);
        oneOf(request, "IpAddressType", Set.of("ipv4", "dualstack"));
        if (request.has("InstanceMetadataServiceConfiguration")) {
            request.within("InstanceMetadataServiceConfiguration")
                    .required("MinimumInstanceMetadataServiceVersion", METADATA_VERSION, 1);
        }
    }

    private static void oneOf(Request request, String field, Set<String> allowed) {
        request.text(field).filter(value -> !allowed.contains(value)).ifPresent(value -> {
            throw Request.violation(field, "'" + value + "'", "satisfy enum value set: " + allowed);
        });
    }

    private static void usual(ObjectNode properties, String field, String value) {
        if (!properties.hasNonNull(field)) {
            properties.put(field, value);
        }
    }
}
