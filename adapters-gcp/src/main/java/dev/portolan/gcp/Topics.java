package dev.portolan.gcp;

import org.jspecify.annotations.Nullable;

/** Names of Pub/Sub's topics: {@code projects/P/topics/T}. */
final class Topics {

    /** In front of a topic's or a subscription's name it is the source of its messages. */
    static final String HOST = "//pubsub.googleapis.com/";

    private static final String PROJECTS = "projects/";

    private Topics() {}

    /** The topic that a path names anywhere; null if it names none. */
    static @Nullable String inPath(String path) {
        for (int at = path.indexOf(PROJECTS); at >= 0; at = path.indexOf(PROJECTS, at + 1)) {
            String topic = at == 0 || path.charAt(at - 1) == '/' ? topicAtOrNull(path, at) : null;
            if (topic != null) {
                return topic;
            }
        }
        return null;
    }

    private static @Nullable String topicAtOrNull(String path, int project) {
        int projectEnd = path.indexOf('/', project + PROJECTS.length());
        if (projectEnd <= project + PROJECTS.length() || !path.startsWith("/topics/", projectEnd)) {
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
