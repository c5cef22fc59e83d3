package dev.awsmlops.sandbox.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Page;
import dev.awsmlops.sandbox.aws.service.Request;
import dev.awsmlops.sandbox.aws.service.World;
import java.util.List;
import java.util.function.Function;

/** Lists in pages, by {@code MaxItems} and {@code Marker} (API reference, ListRoles and its siblings). */
final class IamList {

    private static final Page.Paging PAGING = new Page.Paging("MaxItems", "Marker", 100, 1000, "ValidationError");

    private final World world;

    IamList(World world) {
        this.world = world;
    }

    /**
     * The page that the request asks for.
     *
     * @param field the answer's name for the list
     * @param key by which the list is ordered; unique
     * @param item how an item shows in the answer
     */
    <T> ObjectNode answer(
            Request request, String field, List<T> all, Function<T, String> key, Function<T, JsonNode> item) {
        Page<T> page = Page.of(world, request, PAGING, all, key, false);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        page.items().forEach(each -> items.add(item.apply(each)));
        return new Output()
                .put(field, items)
                .put("IsTruncated", page.next().isPresent())
                .put("Marker", page.next())
                .json();
    }
}
