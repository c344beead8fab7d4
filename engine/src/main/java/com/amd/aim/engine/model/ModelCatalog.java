package com.amd.aim.engine.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that are known, by id. */
public final class ModelCatalog {
    private final List<Model> models;
    private final Map<String, Model> byId = new HashMap<>();
    private final Map<String, Checkpoint> byRepository = new HashMap<>();

    /** Keeps them sorted by id; of two that claim one name or one repository the first keeps it. */
    public ModelCatalog(List<Model> models) {
        this.models = models.stream().sorted(Comparator.comparing(Model::id)).toList();
        this.models.forEach(model -> byId.putIfAbsent(model.id(), model));
        this.models.forEach(model -> {
            Optional.ofNullable(model.alias()).ifPresent(alias -> byId.putIfAbsent(alias, model));
            model.checkpoints().forEach(one -> byRepository.putIfAbsent(one.repository(), one));
        });
    }

    /** All of them, by id. */
    public List<Model> all() {
        return models;
    }

    /** The model that goes by this id, exactly as written: the hub's ids are told apart by case. */
    public Optional<Model> byId(String modelId) {
        return Optional.ofNullable(byId.get(modelId));
    }

    /** What a repository holds, whichever model lists it. */
    public Optional<Checkpoint> checkpoint(String repository) {
        return Optional.ofNullable(byRepository.get(repository));
    }
}
