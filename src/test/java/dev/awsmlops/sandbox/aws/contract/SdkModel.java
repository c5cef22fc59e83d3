package dev.awsmlops.sandbox.aws.contract;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.utils.Lazy;

/**
 * A service's model as far as it can be told from the SDK's classes: members, types, what is required, and enums. Lengths,
 * ranges and patterns are not there.
 *
 * @param classes the package of the service's requests and answers
 */
record SdkModel(String classes, Wire wire) implements ServiceModel {

    private static final Map<String, Shape.Structure> READ = new ConcurrentHashMap<>();

    private static final Map<MarshallingType<?>, ScalarType> TYPES = Map.of(
            MarshallingType.INTEGER, ScalarType.INTEGER,
            MarshallingType.LONG, ScalarType.LONG,
            MarshallingType.FLOAT, ScalarType.DECIMAL,
            MarshallingType.DOUBLE, ScalarType.DECIMAL,
            MarshallingType.BOOLEAN, ScalarType.FLAG,
            MarshallingType.INSTANT, ScalarType.TIME,
            MarshallingType.SDK_BYTES, ScalarType.BLOB);

    @Override
    public boolean has(String operation) {
        return builder(classes + "." + operation + "Request").isPresent();
    }

    @Override
    public Shape.Structure input(String operation) {
        return READ.computeIfAbsent(classes + "." + operation + "Request", SdkModel::structure);
    }

    @Override
    public Shape.Structure output(String operation) {
        return READ.computeIfAbsent(classes + "." + operation + "Response", SdkModel::structure);
    }

    private static Shape.Structure structure(String name) {
        return structure(builder(name).orElseThrow(() -> new IllegalArgumentException("The SDK has no " + name)));
    }

    private static Optional<SdkPojo> builder(String name) {
        try {
            return Optional.of(
                    (SdkPojo) Class.forName(name).getMethod("builder").invoke(null));
        } catch (ClassNotFoundException unknown) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is not a class of the SDK", e);
        }
    }

    private static Shape.Structure structure(SdkPojo builder) {
        Class<?> type = builder.getClass().getEnclosingClass();
        Map<String, Supplier<Shape>> members = new LinkedHashMap<>();
        Set<String> required = new HashSet<>();
        for (SdkField<?> field : builder.sdkFields()) {
            List<String> values = enumOf(type, field.memberName());
            members.put(field.memberName(), new Lazy<>(() -> shape(field, values))::getValue);
            if (field.containsTrait(RequiredTrait.class)) {
                required.add(field.memberName());
            }
        }
        return new Shape.Structure(type.getSimpleName(), members, required, false);
    }

    private static Shape shape(SdkField<?> field, List<String> values) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return structure(field.constructor().get());
        }
        if (type == MarshallingType.DOCUMENT) {
            return new Shape.Document();
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return new Shape.ListOf(() -> shape(member, values), List.of());
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
            return new Shape.MapOf(() -> Shape.Scalar.text(List.of()), () -> shape(value, values), List.of());
        }
        return type == MarshallingType.STRING
                ? Shape.Scalar.text(values)
                : new Shape.Scalar(Optional.ofNullable(TYPES.get(type)).orElseThrow(), List.of(), List.of());
    }

    /** A member of an enum has a getter of that type, or of lists of it, beside the getter of the text. */
    private static List<String> enumOf(Class<?> type, String member) {
        return Arrays.stream(type.getMethods())
                .filter(getter ->
                        getter.getParameterCount() == 0 && getter.getName().equalsIgnoreCase(member))
                .map(Method::getGenericReturnType)
                .map(SdkModel::elementType)
                .filter(Class::isEnum)
                .flatMap(SdkModel::values)
                .distinct()
                .toList();
    }

    private static Class<?> elementType(Type type) {
        Type element = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
        return element instanceof Class<?> plain ? plain : Object.class;
    }

    private static Stream<String> values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> !((Enum<?>) constant).name().equals("UNKNOWN_TO_SDK_VERSION"))
                .map(Object::toString);
    }
}
