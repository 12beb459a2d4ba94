package dev.portolan.examples;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.spi.Times;
import java.util.ArrayList;
import java.util.List;

/** The sources' page: meter readings, which a gateway sends in batches. */
public final class Gateway implements Adapter<List<String>> {

    @Override
    public Delivery<List<String>> delivery(byte[] payload, Invocation invocation) {
        Delivery.Builder<List<String>> delivery = new Delivery.Builder<>(new Reading(), Limits.STANDARD);
        try (Json json = Json.read(payload)) {
            for (JsonNode record : json.root().at("readings")) {
                delivery.add(record);
            }
        }
        return delivery.build();
    }

    /** One reading; the gateway is answered with the ids of those to send again. */
    static final class Reading extends Source<List<String>> {

        @Override
        public String kind() {
            return "example:reading";
        }

        @Override
        public void map(JsonNode record, Draft event) {
            event.id(record.text("id"))
                    .source("/meters/" + record.text("meter"))
                    .type("com.example.reading")
                    .time(Times.iso(record.atOrNull("at")))
                    .dataJson(record.at("values"));
        }

        @Override
        public TypedData typedData(JsonNode record, Event event) {
            return new StreamRecord(
                    Bytes.wrap(event.data()),
                    Bytes.utf8(record.text("meter")),
                    null,
                    record.text("id"),
                    "readings",
                    Numbers.instantOrNull(Times.iso(record.atOrNull("at"))),
                    List.of());
        }

        @Override
        public String acknowledgement(JsonNode record) {
            return record.text("id");
        }

        @Override
        public List<String> answer(Outcomes outcomes) {
            List<String> again = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                if (!outcomes.isDone(i)) {
                    again.add(outcomes.acknowledgement(i));
                }
            }
            return again;
        }
    }
}
