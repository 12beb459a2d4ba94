package dev.portolan;

/**
 * Turns the payloads of one provider into deliveries.
 *
 * @param <A> what the provider is answered: bytes on AWS, an HTTP response on Google Cloud and Azure
 */
public interface Adapter<A> {

    /**
     * Reads one payload.
     *
     * @param payload the bytes, which are neither copied nor changed and which the caller must not change afterwards: on
     *     AWS the invocation's payload, on Google Cloud a raw HTTP/1.1 request, on Azure the payload description
     * @param invocation the call being served; its id identifies events whose payload has no identity of its own
     * @throws MalformedPayloadException if the bytes are not what a known source sends
     * @throws UnrecognizedPayloadException if no source of this provider, or more than one, has that shape
     */
    Delivery<A> delivery(byte[] payload, Invocation invocation);
}
