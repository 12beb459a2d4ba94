package dev.portolan.azure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function app's settings, which are environment variables. Of a connection string only the names and hosts are read;
 * nothing else of it is kept.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-reference#connections">Connections</a>
 */
interface Settings {

    /** What .NET reads as the section of connection strings: the types that a trigger may have. */
    List<String> CONNECTION_STRINGS = List.of(
            "ConnectionStrings__",
            "CUSTOMCONNSTR_",
            "SQLAZURECONNSTR_",
            "SQLCONNSTR_",
            "MYSQLCONNSTR_",
            "DOCDBCONNSTR_",
            "EVENTHUBCONNSTR_",
            "SERVICEBUSCONNSTR_",
            "REDISCACHECONNSTR_");

    /** The value of a setting; null if there is none. */
    @Nullable
    String get(String name);

    /** The text with each {@code %NAME%} replaced by the setting of that name, where there is one. */
    default String resolved(String text) {
        StringBuilder resolved = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf('%'); start >= 0; start = text.indexOf('%', at)) {
            int end = text.indexOf('%', start + 1);
            String value = end < 0 ? null : get(text.substring(start + 1, end));
            if (value == null) {
                break;
            }
            resolved.append(text, at, start).append(value);
            at = end + 1;
        }
        return resolved.append(text.substring(at)).toString();
    }

    /**
     * What a connection tells of where it leads: {@code account}, {@code namespace}, {@code server}, {@code database},
     * {@code host}, {@code endpoint}, {@code cache}. As the host does it, the name with {@code AzureWebJobs} before it is
     * asked first, and of each name the connection strings before the other settings.
     *
     * @param name the setting's name, or the prefix of an identity-based connection; empty for none
     */
    default Map<String, String> connection(String name) {
        Map<String, String> known = name.isEmpty() ? Map.of() : connectionOrNull("AzureWebJobs" + name);
        known = known == null ? connectionOrNull(name) : known;
        return known == null ? Map.of() : known;
    }

    /** What the settings of exactly this name tell, nothing where they cannot be read; null if there are none. */
    private @Nullable Map<String, String> connectionOrNull(String name) {
        Map<String, String> known = new LinkedHashMap<>();
        String value = connectionStringOrNull(name);
        if (value != null) {
            Connections.addString(known, value);
            return known;
        }
        Connections.add(known, "account", get(name + "__accountName"));
        Connections.add(known, "account", Connections.account(get(name + "__queueServiceUri")));
        Connections.add(known, "account", Connections.host(get(name + "__serviceUri")));
        Connections.add(known, "account", Connections.host(get(name + "__accountEndpoint")));
        Connections.add(known, "namespace", get(name + "__fullyQualifiedNamespace"));
        Connections.add(known, "cache", Connections.cache(get(name + "__fullyQualifiedCacheName")));
        return known.isEmpty() ? null : known;
    }

    /** App Service hands over what its connection strings hold in variables that begin with their type. */
    private @Nullable String connectionStringOrNull(String name) {
        for (String type : CONNECTION_STRINGS) {
            String value = get(type + name);
            if (value != null) {
                return value;
            }
        }
        return get(name);
    }
}
