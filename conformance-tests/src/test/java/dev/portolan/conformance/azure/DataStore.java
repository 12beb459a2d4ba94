package dev.portolan.conformance.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/** The inputs and the metadata of an invocation, with the accessors that the worker's own store has, one misspelt. */
public final class DataStore {

    private final Map<String, Wire> inputs;
    private final Map<String, Wire> metadata;

    DataStore(Map<String, Wire> inputs, Map<String, Wire> metadata) {
        this.inputs = inputs;
        this.metadata = metadata;
    }

    public Optional<BindingData> getDataByName(String name, Type target) {
        return data(inputs, name, target);
    }

    public Optional<BindingData> getTriggerMetatDataByName(String name, Type target) {
        return data(metadata, name, target);
    }

    /** W1, W2: names in their exact case; one that is not there is no empty value but an exception. */
    private static Optional<BindingData> data(Map<String, Wire> sources, String name, Type target) {
        Wire wire = sources.get(name);
        if (wire == null) {
            throw new RuntimeException("No data source of the name " + name);
        }
        try {
            return Optional.of(new BindingData(JavaWorker.convert(wire, target)));
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
