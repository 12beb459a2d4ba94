package dev.portolan.conformance.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inputs and the metadata of an invocation, with the accessors that the worker's own store has, one misspelt. */
public final class DataStore {

    private final Map<String, Wire> inputs;
    private final Map<String, Wire> metadata;
    private final Charset jvmCharset;

    DataStore(Map<String, Wire> inputs, Map<String, Wire> metadata, Charset jvmCharset) {
        this.inputs = inputs;
        this.metadata = metadata;
        this.jvmCharset = jvmCharset;
    }

    /** The text of an input that was sent as text, which is all that middleware is shown; null for any other. */
    @Nullable
    String textOrNull(String name) {
        return inputs.get(name) instanceof Wire.Text text ? text.value() : null;
    }

    public Optional<BindingData> getDataByName(String name, Type target) {
        return data(inputs, name, target);
    }

    public Optional<BindingData> getTriggerMetatDataByName(String name, Type target) {
        return data(metadata, name, target);
    }

    /** W1, W2: names in their exact case; one that is not there is no empty value but an exception. */
    private Optional<BindingData> data(Map<String, Wire> sources, String name, Type target) {
        Wire wire = sources.get(name);
        if (wire == null) {
            throw new RuntimeException("No data source of the name " + name);
        }
        try {
            return Optional.of(new BindingData(JavaWorker.convert(wire, target, jvmCharset)));
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
