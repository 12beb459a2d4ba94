package dev.portolan.azure;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What function.json or the annotation says of a trigger, and what the settings add. */
final class Bindings {

    private final Map<String, String> values;

    Bindings(Map<String, String> values) {
        this.values = values;
    }

    /** The value; null if there is none, or one that still is the name of a setting: {@code %NAME%}. */
    @Nullable
    String textOrNull(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        int first = value.indexOf('%');
        return first >= 0 && value.indexOf('%', first + 1) > 0 ? null : value;
    }

    /**
     * The host of an account: its name with the domain of the public cloud, or of the cloud that a connection names, or the host
     * that was given instead of a name.
     */
    @Nullable
    String hostOrNull(String name, String domain) {
        String account = textOrNull(name);
        if (account == null || account.indexOf('.') >= 0) {
            return account;
        }
        String suffix = textOrNull("endpointSuffix");
        return account + (suffix == null ? domain : domain.replace("core.windows.net", suffix));
    }

    /** {@code server/database} of a connection to SQL; null where either is not known. */
    @Nullable
    String databaseOrNull() {
        String server = textOrNull("server");
        String database = textOrNull("database");
        return server == null || database == null ? null : server + "/" + database;
    }

    /** The events' source: as configured, else this one. */
    String source(String computed) {
        String configured = textOrNull("eventSource");
        return configured == null ? computed : configured;
    }
}
