package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Times;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LegacyEventsTest {

    private static Event event(String type, String source, @Nullable String subject, @Nullable String data) {
        Draft draft = new Draft(new byte[0], 0, 0)
                .id("e-1")
                .type(type)
                .source(source)
                .subject(subject)
                .time(Times.iso("2026-01-02T03:04:05.6Z"));
        return data == null
                ? draft.event()
                : draft.dataBytes(data.getBytes(StandardCharsets.UTF_8), "application/json")
                        .event();
    }

    private static String written(Event event) {
        return new String(LegacyEvents.write(event), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                // type today | source | subject | former type | resource
                "google.cloud.storage.object.v1.finalized | //storage.googleapis.com/projects/_/buckets/b | objects/o"
                        + "| google.storage.object.finalize"
                        + "| {'service':'storage.googleapis.com','name':'projects/_/buckets/b/objects/o'}",
                "google.cloud.storage.object.v1.deleted | //storage.googleapis.com/projects/_/buckets/b | objects/o"
                        + "| google.storage.object.delete"
                        + "| {'service':'storage.googleapis.com','name':'projects/_/buckets/b/objects/o'}",
                "google.cloud.storage.object.v1.archived | //storage.googleapis.com/projects/_/buckets/b | objects/o"
                        + "| google.storage.object.archive"
                        + "| {'service':'storage.googleapis.com','name':'projects/_/buckets/b/objects/o'}",
                "google.cloud.storage.object.v1.metadataUpdated | //storage.googleapis.com/projects/_/buckets/b | -"
                        + "| google.storage.object.metadataUpdate"
                        + "| {'service':'storage.googleapis.com','name':'projects/_/buckets/b'}",
                "google.cloud.firestore.document.v1.written"
                        + "| //firestore.googleapis.com/projects/p/databases/(default) | documents/a/b"
                        + "| providers/cloud.firestore/eventTypes/document.write"
                        + "| 'projects/p/databases/(default)/documents/a/b'",
                "google.cloud.firestore.document.v1.created | //firestore.googleapis.com/projects/p/databases/d | documents/a"
                        + "| providers/cloud.firestore/eventTypes/document.create | 'projects/p/databases/d/documents/a'",
                "google.cloud.firestore.document.v1.updated | //firestore.googleapis.com/projects/p/databases/d | documents/a"
                        + "| providers/cloud.firestore/eventTypes/document.update | 'projects/p/databases/d/documents/a'",
                "google.cloud.firestore.document.v1.deleted | //firestore.googleapis.com/projects/p/databases/d | documents/a"
                        + "| providers/cloud.firestore/eventTypes/document.delete | 'projects/p/databases/d/documents/a'",
                "google.firebase.auth.user.v1.created | //firebaseauth.googleapis.com/projects/p | users/u"
                        + "| providers/firebase.auth/eventTypes/user.create | 'projects/p'",
                "google.firebase.auth.user.v1.deleted | //firebaseauth.googleapis.com/projects/p | users/u"
                        + "| providers/firebase.auth/eventTypes/user.delete | 'projects/p'",
                "google.firebase.remoteconfig.remoteConfig.v1.updated"
                        + "| //firebaseremoteconfig.googleapis.com/projects/p | -"
                        + "| google.firebase.remoteconfig.update | 'projects/p'",
                "google.firebase.testlab.testMatrix.v1.completed | //testing.googleapis.com/projects/p | testMatrices/m"
                        + "| google.testing.testMatrix.complete | 'projects/p/testMatrices/m'",
            })
    void the_envelope_names_type_and_resource_as_they_were(
            String type, String source, @Nullable String subject, String former, String resource) {
        assertEquals(
                "{'context':{'eventId':'e-1','timestamp':'2026-01-02T03:04:05.6Z','eventType':'" + former
                        + "','resource':" + resource + "},'data':{'n':1.50}}",
                written(event(type, source, subject, "{\"n\":1.50}")));
    }

    @Test
    void an_object_s_kind_is_told_and_a_missing_time_is_not() {
        Event event = new Draft(new byte[0], 0, 0)
                .id("e-1")
                .type("google.cloud.storage.object.v1.finalized")
                .source("//storage.googleapis.com/projects/_/buckets/b")
                .subject("objects/o")
                .dataBytes("{\"kind\": \"storage#object\" }".getBytes(StandardCharsets.UTF_8), "application/json")
                .event();

        assertEquals(
                "{'context':{'eventId':'e-1','eventType':'google.storage.object.finalize','resource':"
                        + "{'service':'storage.googleapis.com','name':'projects/_/buckets/b/objects/o',"
                        + "'type':'storage#object'}},'data':{'kind': 'storage#object' }}",
                written(event));
    }

    @Test
    void a_message_is_what_is_left_without_its_id_and_time() {
        assertEquals(
                "{'context':{'eventId':'e-1','timestamp':'2026-01-02T03:04:05.6Z',"
                        + "'eventType':'google.pubsub.topic.publish','resource':{'service':'pubsub.googleapis.com',"
                        + "'name':'projects/p/topics/t','type':'type.googleapis.com/google.pubsub.v1.PubsubMessage'}},"
                        + "'data':{'data':'YQ==','attributes':{'a':'b'}}}",
                written(event(
                        "google.cloud.pubsub.topic.v1.messagePublished",
                        "//pubsub.googleapis.com/projects/p/topics/t",
                        null,
                        "{\"message\":{\"messageId\":\"1\",\"message_id\":\"1\",\"publishTime\":\"x\","
                                + "\"publish_time\":\"x\",\"data\":\"YQ==\",\"attributes\":{\"a\":\"b\"}},"
                                + "\"subscription\":\"s\"}")));
    }

    @Test
    void a_user_s_metadata_has_its_former_names() {
        assertEquals(
                "{'context':{'eventId':'e-1','timestamp':'2026-01-02T03:04:05.6Z',"
                        + "'eventType':'providers/firebase.auth/eventTypes/user.create','resource':'projects/p'},"
                        + "'data':{'uid':'u','metadata':{'createdAt':'x','lastSignedInAt':'y','other':1},'more':[]}}",
                written(event(
                        "google.firebase.auth.user.v1.created",
                        "//firebaseauth.googleapis.com/projects/p",
                        "users/u",
                        "{\"uid\":\"u\",\"metadata\":{\"createTime\":\"x\",\"lastSignInTime\":\"y\",\"other\":1},"
                                + "\"more\":[]}")));
        assertEquals(
                "{'context':{'eventId':'e-1','timestamp':'2026-01-02T03:04:05.6Z',"
                        + "'eventType':'providers/firebase.auth/eventTypes/user.create','resource':'projects/p'},"
                        + "'data':{'metadata':null}}",
                written(event(
                        "google.firebase.auth.user.v1.created",
                        "//firebaseauth.googleapis.com/projects/p",
                        null,
                        "{\"metadata\":null}")));
    }

    @ParameterizedTest
    @CsvSource({
        "projects/_/locations/us-central1/instances/i,  projects/_/instances/i, firebaseio.com",
        "projects/_/locations/europe-west1/instances/i, projects/_/instances/i, europe-west1.firebasedatabase.app",
        "projects/_/instances/i,                        projects/_/instances/i, firebaseio.com",
        "projects/_/locations/x,                        projects/_/locations/x/refs/a, firebaseio.com",
    })
    void a_database_is_named_without_its_location_which_makes_the_domain(String name, String resource, String domain) {
        String full = resource.endsWith("/refs/a") ? "projects/_/locations/x/refs/a" : resource + "/refs/a";
        String expected = "{'context':{'eventId':'e-1','timestamp':'2026-01-02T03:04:05.6Z',"
                + "'eventType':'providers/google.firebase.database/eventTypes/ref.write','resource':'"
                + full.replace("/locations/x/", "/") + "'},'domain':'" + domain + "','data':{}}";

        assertEquals(
                expected,
                written(event(
                        "google.firebase.database.ref.v1.written",
                        "//firebasedatabase.googleapis.com/" + name,
                        "refs/a",
                        "{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.type",
                "google.cloud.firestore.document.v1.renamed",
                "google.firebase.database.ref.v1.",
                "google.cloud.audit.log.v1.written"
            })
    void a_type_that_first_generation_functions_do_not_know_is_refused(String type) {
        assertThrows(
                IllegalArgumentException.class, () -> LegacyEvents.write(event(type, "//service/name", null, "{}")));
    }

    @Test
    void an_event_without_data_or_a_service_is_refused() {
        String type = "google.firebase.remoteconfig.remoteConfig.v1.updated";

        assertThrows(
                IllegalArgumentException.class, () -> LegacyEvents.write(event(type, "//service/name", null, null)));
        for (String source : new String[] {"/service/name", "//service", "service"}) {
            assertThrows(IllegalArgumentException.class, () -> LegacyEvents.write(event(type, source, null, "{}")));
        }
        assertThrows(
                MalformedPayloadException.class, () -> LegacyEvents.write(event(type, "//service/name", null, "{")));
    }
}
