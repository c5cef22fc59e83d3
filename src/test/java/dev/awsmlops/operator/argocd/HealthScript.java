package dev.awsmlops.operator.argocd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.awsmlops.operator.api.v1alpha1.GlueDevSession;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/**
 * The health script of a kind, run as Argo CD runs one from {@code argocd-cm}: with the object as the global {@code obj}
 * and with none of Lua's libraries but base, package and table ({@code util/lua/lua.go}, {@code VM.runLua}).
 */
record HealthScript(String kind, String text) {

    private static final Path DIRECTORY = Path.of("examples/argocd/resource_customizations", GlueDevSession.GROUP);
    private static final ObjectMapper JSON = new ObjectMapper();

    static HealthScript of(Class<? extends CustomResource<?, ?>> kind) {
        return of(HasMetadata.getKind(kind));
    }

    static HealthScript of(String kind) {
        try {
            return new HealthScript(
                    kind, Files.readString(DIRECTORY.resolve(kind).resolve("health.lua")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key in {@code argocd-cm} under which Argo CD looks for it. */
    String configKey() {
        return "resource.customizations.health." + GlueDevSession.GROUP + "_" + kind;
    }

    Health run(HasMetadata object) {
        LuaValue returned =
                globals(json(object)).load(text, kind + "/health.lua").call();
        return new Health(
                Health.Level.valueOf(returned.get("status").checkjstring()),
                returned.get("message").checkjstring());
    }

    private static Globals globals(JsonNode object) {
        var globals = new Globals();
        globals.load(new BaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        LoadState.install(globals);
        LuaC.install(globals);
        globals.set("obj", lua(object));
        return globals;
    }

    private static JsonNode json(HasMetadata object) {
        try {
            return JSON.readTree(Serialization.asJson(object));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaValue lua(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var table = new LuaTable();
                node.properties().forEach(field -> table.set(field.getKey(), lua(field.getValue())));
                yield table;
            }
            case ARRAY -> {
                var table = new LuaTable();
                for (int i = 0; i < node.size(); i++) {
                    table.set(i + 1, lua(node.get(i)));
                }
                yield table;
            }
            case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
            case NUMBER -> LuaValue.valueOf(node.doubleValue());
            case STRING -> LuaValue.valueOf(node.textValue());
            default -> LuaValue.NIL;
        };
    }
}
