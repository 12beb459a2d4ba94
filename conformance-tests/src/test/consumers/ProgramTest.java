import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void roundTrip() throws Exception {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/consumer"))
                .withType("example")
                .withData("application/json", "{\"price\":1.10}".getBytes(UTF_8))
                .build();
        JsonFormat format = new JsonFormat();
        assertEquals(event.getId(), format.deserialize(format.serialize(event)).getId());

        Files.writeString(
                Path.of("seen.txt"),
                "core " + new JsonFactory().version() + ", databind " + new ObjectMapper().version());
    }
}
