package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Payloads that would take minutes if time grew with the square of their size. */
class WorstCaseTest {

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_query_of_names_without_values() {
        String query = "a&".repeat(1_000_000);
        Event request = AwsAdapter.read(bytes("{'version':'2.0','rawPath':'/','rawQueryString':'" + query
                        + "','requestContext':{'requestId':'r','http':{'method':'GET'}}}"))
                .events()
                .get(0);
        Map<?, List<String>> parameters =
                assertInstanceOf(HttpRequest.class, request.typedData()).query();
        assertEquals(1_000_000, Objects.requireNonNull(parameters.get("a")).size());
    }

    @Test
    void records_that_are_malformed_before_where_another_was_named() {
        String record =
                "{'topic':'t','partition':0,'offset':1,'timestamp':1,'value':'%','headers':[{'ce_specversion':[49,46,48]},"
                        + "{'ce_id':[49]},{'ce_source':[47]},{'ce_type':[116]}]}";
        int records = 20_000;
        byte[] payload = bytes("{'eventSource':'aws:kafka','eventSourceArn':'arn:aws:kafka:c','records':{'t-0':["
                + (record + ",").repeat(records - 1) + record + "]}}");
        assertEquals(
                records,
                AwsAdapter.standard()
                        .reportingKafkaItems()
                        .opening(Hop.CLOUDEVENTS)
                        .delivery(payload, Invocation.UNKNOWN)
                        .size());
    }

    @Test
    void an_event_of_as_many_extensions_as_are_allowed_and_of_one_more() {
        StringBuilder headers =
                new StringBuilder("{'ce_specversion':[49,46,48]},{'ce_id':[49]},{'ce_source':[47]},{'ce_type':[116]}");
        for (int i = 0; i < 1024; i++) {
            headers.append(",{'ce_x").append(i).append("':[97]}");
        }
        String record = "{'topic':'t','partition':0,'offset':1,'timestamp':1,'value':'YQ==','headers':[";
        byte[] payload = bytes("{'eventSource':'aws:kafka','eventSourceArn':'arn:aws:kafka:c','records':{'t-0':["
                + record + headers + "]}," + record + headers + ",{'ce_more':[97]}]}]}}");
        Delivery<byte[]> delivery = AwsAdapter.standard()
                .reportingKafkaItems()
                .opening(Hop.CLOUDEVENTS)
                .delivery(payload, Invocation.UNKNOWN);
        assertEquals(1025, delivery.events(0).get(0).getExtensionNames().size());
        assertThrows(MalformedPayloadException.class, () -> delivery.events(1));
    }

    @Test
    void numbers_of_more_digits_than_there_are() {
        String digits = "7".repeat(2_000_000);
        Event change = AwsAdapter.read(
                        bytes("{'eventSource':'aws:docdb','eventSourceArn':'arn:aws:rds:c','events':[{'event':{"
                                + "'_id':{'_data':'1'},'clusterTime':{'$timestamp':{'t':1,'i':1}},'operationType':'insert',"
                                + "'ns':{'db':'d','coll':'c'},'documentKey':{'_id':{'$oid':'1'}},'fullDocument':{'n':{'$numberLong':'"
                                + digits + "'},'m':{'$numberLong':'7'}}}}]}"))
                .events()
                .get(0);
        Map<?, ?> after = assertInstanceOf(
                Map.class,
                assertInstanceOf(DocumentChange.class, change.typedData()).after());
        assertEquals(digits, after.get("n"));
        assertEquals("7", String.valueOf(after.get("m")));
    }

    @Test
    void names_that_were_made_to_have_the_hash_of_a_mark() {
        StringBuilder record = new StringBuilder("{");
        for (int i = 0; i < 1020; i++) {
            String name = withHashOf("sns", i);
            assertEquals("sns".hashCode(), name.hashCode());
            // The first letter spelled as an escape, so that no comparison of bytes tells it apart.
            record.append(i == 0 ? "'\\u00" : ",'\\u00")
                    .append(Integer.toHexString(name.charAt(0)))
                    .append(name.substring(1))
                    .append("':1");
        }
        record.append("}");
        String payload = "{'Records':[" + (record + ",").repeat(200) + record + "]}";
        assertThrows(UnrecognizedPayloadException.class, () -> AwsAdapter.read(bytes(payload)));
    }

    /** Ten pairs of letters that have one hash each, and letters that make it up to that of the name. */
    private static String withHashOf(String name, int number) {
        StringBuilder made = new StringBuilder();
        for (int bit = 0; bit < 10; bit++) {
            made.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        long all = 1;
        long least = 0;
        for (int i = 0; i < 7; i++) {
            all *= 31;
            least = least * 31 + ']';
        }
        long left = Math.floorMod(name.hashCode() - made.toString().hashCode() * all - least, 1L << 32);
        for (long place = all / 31; place > 0; place /= 31) {
            made.append((char) (']' + left / place));
            left %= place;
        }
        return made.toString();
    }
}
