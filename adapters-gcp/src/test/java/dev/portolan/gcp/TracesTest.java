package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TracesTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "105445aa7843bc8bf206b12000100000/1;o=1, 00-105445aa7843bc8bf206b12000100000-0000000000000001-01",
        "105445aa7843bc8bf206b12000100000/1;o=0, 00-105445aa7843bc8bf206b12000100000-0000000000000001-00",
        "105445aa7843bc8bf206b12000100000/1, 00-105445aa7843bc8bf206b12000100000-0000000000000001-00",
        "105445AA7843BC8BF206B12000100000/255;o=1, 00-105445aa7843bc8bf206b12000100000-00000000000000ff-01",
        "105445aa7843bc8bf206b12000100000/18446744073709551615;o=1, 00-105445aa7843bc8bf206b12000100000-ffffffffffffffff-01",
        "105445aa7843bc8bf206b12000100000/18446744073709551616,",
        "105445aa7843bc8bf206b12000100000/0;o=1,",
        "105445aa7843bc8bf206b12000100000/-1,",
        "105445aa7843bc8bf206b12000100000/+1,",
        "105445aa7843bc8bf206b12000100000/ff,",
        "105445aa7843bc8bf206b12000100000/,",
        "105445aa7843bc8bf206b12000100000,",
        "00000000000000000000000000000000/1,",
        "105445aa7843bc8bf206b1200010000g/1,",
        "'',"
    })
    void the_header_of_cloud_trace_is_read_as_the_w3c_has_it(String header, String traceparent) {
        Request request = Request.of("GET", "/", Map.of("X-Cloud-Trace-Context", List.of(header)), new byte[0]);
        assertEquals(traceparent, Traces.ofCloudTrace(request));
    }
}
