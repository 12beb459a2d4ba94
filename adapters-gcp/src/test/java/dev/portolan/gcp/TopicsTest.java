package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are found in paths and headers. */
final class TopicsTest {

    @ParameterizedTest
    @CsvSource({
        "projects/p/topics/t,             projects/p/topics/t",
        "/projects/p/topics/t,            projects/p/topics/t",
        "/push/projects/p/topics/t/more,  projects/p/topics/t",
        "/my-projects/p/topics/t,",
        "/my-projects/projects/p/topics/t, projects/p/topics/t",
        "/projects/projects/p/topics/t,   projects/p/topics/t",
        "/projects/a/b/projects/p/topics/t, projects/p/topics/t",
        "/projects//topics/t,",
        "/projects/p/topics/,",
        "/projects/p/topics//t,",
        "/projects/p/subscriptions/s,",
        "/projects/p,",
        "/,",
    })
    void a_topic_stands_anywhere_in_a_path(String path, @Nullable String topic) {
        assertEquals(topic, Topics.inPath(path));
    }

    @ParameterizedTest
    @CsvSource({
        "projects/p/topics/t,                           t",
        "//pubsub.googleapis.com/projects/p/topics/t/u, t/u",
        "//pubsub.googleapis.com/projects/p/subscriptions/s,",
        "//other.googleapis.com/projects/p/topics/t,",
        "/topics/t,",
    })
    void a_topic_is_called_by_its_last_part(String name, @Nullable String shortName) {
        assertEquals(shortName, Topics.shortName(name));
    }

    private static final String TRACE = "105445aa7843bc8bf206b12000100000";

    private static Request request(Map<String, List<String>> headers) {
        return Request.of("POST", "/a?b", headers, new byte[0]);
    }

    @Test
    void a_platform_names_a_call_by_its_execution_or_its_trace() {
        Map<String, List<String>> cloud = Map.of("X-Cloud-Trace-Context", List.of(TRACE + "/1;o=1"));
        Map<String, List<String>> w3c = Map.of("traceparent", List.of("00-" + TRACE + "-0000000000000001-01"));

        assertEquals("e", RequestId.ofPlatform(request(Map.of("Function-Execution-Id", List.of("e")))));
        assertEquals(TRACE + "/1", RequestId.ofPlatform(request(cloud)));
        assertEquals(TRACE + "-0000000000000001", RequestId.ofPlatform(request(w3c)));
        assertEquals(null, RequestId.ofPlatform(request(Map.of())));
        assertEquals(TRACE + "/1", RequestId.of(request(Map.of("X-Cloud-Trace-Context", List.of(TRACE + "/1")))));
    }
}
