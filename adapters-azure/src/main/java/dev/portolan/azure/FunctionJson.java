package dev.portolan.azure;

import dev.portolan.PortolanException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code <app>/<function>/function.json} says of a trigger, where the file can be read; else nothing. */
final class FunctionJson {

    static final FunctionJson NONE = new FunctionJson(Map.of(), false);

    final Map<String, String> attributes;

    /** Whether the host retries what fails. */
    final boolean retried;

    private FunctionJson(Map<String, String> attributes, boolean retried) {
        this.attributes = attributes;
        this.retried = retried;
    }

    /** The file of a function in the app that a class was loaded from: its jar stands in the app's folder or in its lib. */
    static FunctionJson find(Class<?> near, String function, String trigger, Settings settings) {
        String root = settings.get("AzureWebJobsScriptRoot");
        Path beside = folderOrNull(near);
        Path above = beside == null ? null : beside.getParent();
        FunctionJson found = readOrNull(root == null ? null : Path.of(root), function, trigger);
        found = found == null ? readOrNull(beside, function, trigger) : found;
        found = found == null ? readOrNull(above, function, trigger) : found;
        return found == null ? NONE : found;
    }

    private static @Nullable Path folderOrNull(Class<?> near) {
        CodeSource source = near.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI()).getParent();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable FunctionJson readOrNull(@Nullable Path app, String function, String trigger) {
        if (app == null) {
            return null;
        }
        Path file = app.resolve(function).resolve("function.json").normalize();
        if (!file.startsWith(app.normalize()) || !Files.isReadable(file)) {
            return null;
        }
        try (Json json = Json.read(Files.readAllBytes(file))) {
            JsonNode root = json.root();
            for (JsonNode binding : root.at("bindings")) {
                if (trigger.equals(binding.textOrNull("type"))) {
                    return new FunctionJson(attributes(binding), root.atOrNull("retry") != null);
                }
            }
            return null;
        } catch (IOException | PortolanException e) {
            return null;
        }
    }

    private static Map<String, String> attributes(JsonNode binding) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (JsonNode attribute : binding) {
            if (attribute.isString()) {
                attributes.put(attribute.name(), attribute.string());
            }
        }
        return Collections.unmodifiableMap(attributes);
    }
}
