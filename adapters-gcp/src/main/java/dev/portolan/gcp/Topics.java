package dev.portolan.gcp;

import org.jspecify.annotations.Nullable;

/** Names of Pub/Sub's topics: {@code projects/P/topics/T}. */
final class Topics {

    /** In front of a topic's or a subscription's name it is the source of its messages. */
    static final String HOST = "//pubsub.googleapis.com/";

    private Topics() {}

    /** The topic that a path names anywhere; null if it names none. */
    static @Nullable String inPath(String path) {
        int project = path.indexOf("projects/");
        if (project < 0 || (project > 0 && path.charAt(project - 1) != '/')) {
            return null;
        }
        int projectEnd = path.indexOf('/', project + "projects/".length());
        if (projectEnd <= project + "projects/".length() || !path.startsWith("/topics/", projectEnd)) {
            return null;
        }
        int topic = projectEnd + "/topics/".length();
        int end = path.indexOf('/', topic);
        end = end < 0 ? path.length() : end;
        return end == topic ? null : path.substring(project, end);
    }

    /** The last part of a topic's name, or of the source of its messages; null if it is no topic's. */
    static @Nullable String shortName(String nameOrSource) {
        String name = nameOrSource.startsWith(HOST) ? nameOrSource.substring(HOST.length()) : nameOrSource;
        int at = name.indexOf("/topics/");
        return name.startsWith("projects/") && at > 0 ? name.substring(at + "/topics/".length()) : null;
    }
}
