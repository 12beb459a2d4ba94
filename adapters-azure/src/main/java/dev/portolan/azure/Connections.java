package dev.portolan.azure;

import dev.portolan.spi.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names and hosts in connection strings: {@code Key=Value;…}, an address, or {@code host:port,key=value,…}. Keys and
 * passwords are passed over.
 */
final class Connections {

    private Connections() {}

    static void addString(Map<String, String> known, String connection) {
        if (connection.startsWith("amqp")) {
            add(known, "host", host(connection));
            return;
        }
        int comma = connection.indexOf(',');
        String first = comma < 0 ? connection : connection.substring(0, comma);
        if (first.indexOf('=') < 0) {
            add(known, "cache", cache(first.strip()));
            return;
        }
        for (int start = 0; start < connection.length(); ) {
            int semicolon = connection.indexOf(';', start);
            int end = semicolon < 0 ? connection.length() : semicolon;
            int equals = connection.indexOf('=', start);
            if (equals > start && equals < end) {
                addPart(
                        known,
                        connection.substring(start, equals).strip(),
                        connection.substring(equals + 1, end).strip());
            }
            start = end + 1;
        }
    }

    private static void addPart(Map<String, String> known, String key, String value) {
        // Of SQL connections .NET reads the keys in whatever case.
        switch (Attributes.lowerCase(key)) {
            case "accountname" -> add(known, "account", value);
            case "endpointsuffix" -> add(known, "endpointSuffix", value);
            case "usedevelopmentstorage" -> add(known, "account", "devstoreaccount1");
            case "queueendpoint" -> addEndpoint(known, value);
            case "accountendpoint" -> add(known, "account", host(value));
            case "endpoint" -> {
                add(known, value.startsWith("sb:") ? "namespace" : "endpoint", host(value));
            }
            case "server", "data source", "address", "addr", "network address" -> add(known, "server", server(value));
            case "database", "initial catalog" -> add(known, "database", value);
            default -> {}
        }
    }

    /** An endpoint counts for more than a name. */
    private static void addEndpoint(Map<String, String> known, String address) {
        String account = account(address);
        if (account != null && !account.isEmpty()) {
            known.put("account", account);
        }
    }

    /** The account that an endpoint is of: its host; an emulator's first path segment. Null if it is no address. */
    static @Nullable String account(@Nullable String address) {
        String host = host(address);
        if (address == null || host == null || host.isEmpty()) {
            return null;
        }
        int name = partEnd(address, address.indexOf("://") + 3) + 1;
        if (name >= address.length() || address.charAt(name - 1) != '/') {
            return host;
        }
        int end = partEnd(address, name);
        return end == name ? host : address.substring(name, end);
    }

    /** {@code tcp:name,1433} without protocol and port. */
    private static String server(String value) {
        String name = value.startsWith("tcp:") ? value.substring(4) : value;
        int comma = name.indexOf(',');
        return comma < 0 ? name : name.substring(0, comma);
    }

    /** The host of an address without credentials and port; null if it is none, or they cannot be told apart. */
    static @Nullable String host(@Nullable String address) {
        int scheme = address == null ? -1 : address.indexOf("://");
        if (address == null || scheme < 0) {
            return null;
        }
        int start = scheme + 3;
        int end = partEnd(address, start);
        if (address.indexOf('@', end) >= 0) {
            // What stands before may be the beginning of a password that is not percent-encoded.
            return null;
        }
        String host = address.substring(Math.max(start, address.lastIndexOf('@') + 1), end);
        int colon = host.lastIndexOf(':');
        return colon < 0 || colon < host.indexOf(']') ? host : host.substring(0, colon);
    }

    /** Where the part of an address that starts here ends: before the next slash, query or fragment. */
    private static int partEnd(String address, int start) {
        int end = start;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** The host in {@code host:port}; null for whatever may be more than that. */
    static @Nullable String cache(@Nullable String address) {
        int colon = address == null ? -1 : address.indexOf(':');
        if (address == null || colon == 0 || (colon < 0 && address.indexOf('.') < 0)) {
            return null;
        }
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            boolean isOfName = c == '.' || c == '-' || Character.isLetterOrDigit(c);
            boolean isOfPort = colon >= 0 && i > colon;
            if (i != colon && !(isOfPort ? isDigit : isOfName)) {
                return null;
            }
        }
        return colon < 0 ? address : address.substring(0, colon);
    }

    static void add(Map<String, String> known, String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !known.containsKey(name)) {
            known.put(name, value);
        }
    }
}
