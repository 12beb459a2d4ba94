package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What platforms are answered for every fixture there is. */
final class FixtureAnswersTest {

    private static final EventHandler DOES = (event, invocation) -> {};
    private static final EventHandler FAILS = (event, invocation) -> {
        throw new IllegalStateException("on purpose");
    };

    @ParameterizedTest
    @CsvSource({"aws, 400", "gcp, 150", "azure, 150"})
    void a_platform_is_told_of_success_and_of_failure_and_never_the_same(String cloud, int atLeast) {
        int told = 0;
        for (Fixture fixture : Fixtures.of(cloud)) {
            Delivery<?> delivery;
            try {
                delivery = Clouds.adapter(cloud, fixture.options()).delivery(fixture.payload(), Invocation.UNKNOWN);
                if (delivery.events().isEmpty()) {
                    continue;
                }
            } catch (MalformedPayloadException | UnrecognizedPayloadException | UnsupportedOperationException e) {
                continue;
            }
            String success = answer(delivery, DOES);

            assertNotEquals("null", success, fixture.name());
            assertNotEquals("", success, fixture.name());
            assertNotEquals(success, failure(delivery), fixture.name());
            told++;
        }
        assertTrue(told >= atLeast, told + " of " + cloud);
    }

    private static String failure(Delivery<?> delivery) {
        try {
            return answer(delivery, FAILS);
        } catch (DeliveryFailedException e) {
            assertEquals(
                    "on purpose", e.getCause() == null ? null : e.getCause().getMessage());
            return "thrown";
        } catch (IllegalStateException e) {
            assertEquals("on purpose", e.getMessage());
            return "thrown itself";
        }
    }

    private static String answer(Delivery<?> delivery, EventHandler handler) {
        Object answer = delivery.handle(handler, Invocation.UNKNOWN);
        if (answer instanceof byte[] bytes) {
            return "bytes " + new String(bytes, StandardCharsets.UTF_8);
        }
        return answer instanceof HttpResponse response
                ? response.status() + " " + response.body().utf8()
                : String.valueOf(answer);
    }
}
