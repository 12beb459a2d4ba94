import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.Event;
import io.cloudevents.jackson.JsonFormat;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramTest {

    record Order(BigDecimal price) {}

    @Test
    void readsWritesAndBinds() throws Exception {
        String json =
                """
                {"specversion":"1.0","id":"1","source":"/shop","type":"order",\
                "datacontenttype":"application/json","data":{"price":1.25}}""";
        JsonFormat format = new JsonFormat();
        Event event = Event.copyOf(format.deserialize(json.getBytes(UTF_8)));

        assertEquals(new Order(new BigDecimal("1.25")), event.dataAs(Order.class));
        assertEquals(event.getSource(), format.deserialize(format.serialize(event)).getSource());
        Files.writeString(
                Path.of("seen.txt"),
                "core " + new JsonFactory().version() + ", databind " + new ObjectMapper().version());
    }
}
