package dev.portolan.conformance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A URL that requests are posted to: see {@link Protocol}. */
final class UrlSubject implements Subject {

    private static final int OK = 200;

    private final URI url;
    private final Duration timeout;
    private final HttpClient client;

    UrlSubject(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Reading read(byte[] payload, Options options) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Protocol.request(payload, options), StandardCharsets.UTF_8))
                .build();
        try {
            // The request's own timeout ends with the headers.
            HttpResponse<String> response = client.sendAsync(
                            request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new SubjectFailedException(url + " answered with status " + response.statusCode() + ".");
            }
            return Protocol.reading(response.body());
        } catch (TimeoutException e) {
            throw new SubjectFailedException("there was no answer within " + timeout.toSeconds() + " s.");
        } catch (ExecutionException e) {
            throw new SubjectFailedException(url + " cannot be reached: " + e.getCause() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("the check was interrupted.");
        }
    }
}
