package dev.portolan;

import dev.portolan.data.HttpResponse;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A source whose answer is given in another form. */
final class OtherAnswer<A, B> extends Source<B> {

    private final Source<A> source;
    private final Function<? super A, ? extends B> form;

    private OtherAnswer(Source<A> source, Function<? super A, ? extends B> form) {
        this.source = source;
        this.form = form;
    }

    /** Declared as a {@link Source}, so that the verifier of its caller does not load this class. */
    static <A, B> Source<B> of(Source<A> source, Function<? super A, ? extends B> form) {
        return new OtherAnswer<>(source, form);
    }

    @Override
    public String kind() {
        return source.kind();
    }

    @Override
    public Exchange exchange() {
        return source.exchange();
    }

    @Override
    public Order order() {
        return source.order();
    }

    @Override
    public @Nullable String group(JsonNode record) {
        return source.group(record);
    }

    @Override
    public void map(JsonNode record, Draft event) {
        source.map(record, event);
    }

    @Override
    public @Nullable String acknowledgement(JsonNode record) {
        return source.acknowledgement(record);
    }

    @Override
    public B answer(Outcomes outcomes) {
        return form.apply(source.answer(outcomes));
    }

    @Override
    public B respond(HttpResponse response) {
        return form.apply(source.respond(response));
    }

    @Override
    public B reply(byte[] reply) {
        return form.apply(source.reply(reply));
    }
}
