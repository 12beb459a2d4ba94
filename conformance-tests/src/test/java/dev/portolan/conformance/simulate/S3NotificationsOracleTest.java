package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.data.StoredObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;
import software.amazon.awssdk.eventnotifications.s3.model.S3Object;

/** The AWS SDK's own classes read the S3 notifications that are simulated, and see the same values. */
final class S3NotificationsOracleTest {

    @Test
    void the_sdk_reads_the_same_object() {
        for (StoredObject object : SimulateLawsTest.records("aws:s3", StoredObject.class)) {
            StoredObject told = (StoredObject) Simulate.told("aws:s3", object);
            byte[] payload = Simulate.exactly(List.of(object)).forSource("aws:s3");
            List<S3EventNotificationRecord> records =
                    S3EventNotification.fromJson(payload).getRecords();
            assertEquals(1, records.size());
            assertEquals(told.bucket(), records.get(0).getS3().getBucket().getName());
            S3Object read = records.get(0).getS3().getObject();
            assertEquals(told.key(), read.getUrlDecodedKey());
            assertEquals(told.size(), read.getSizeAsLong());
            assertEquals(told.etag(), read.getETag());
            assertEquals(told.version(), read.getVersionId());
            assertEquals(told.sequencer(), read.getSequencer());
            String name = records.get(0).getEventName();
            assertEquals(
                    switch (told.change()) {
                        case CREATED -> "ObjectCreated";
                        case DELETED -> "ObjectRemoved";
                        case UPDATED -> "ObjectTagging";
                        case OTHER -> name.substring(0, name.indexOf(':'));
                    },
                    name.substring(0, name.indexOf(':')));
        }
    }

    @Test
    void the_sdk_knows_all_records_of_a_batch_and_their_times() {
        byte[] payload = Simulate.objectCreated("photos", "cat.jpg").times(3).forSource("aws:s3");
        List<S3EventNotificationRecord> records =
                S3EventNotification.fromJson(payload).getRecords();
        assertEquals(3, records.size());
        assertEquals("2026-01-02T03:04:07.678Z", records.get(2).getEventTime().toString());
    }
}
