package com.amd.aim.engine.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The models that are known, by id. */
public final class ModelCatalog {
    private final List<Model> models;

    /** Keeps them sorted by id. */
    public ModelCatalog(List<Model> models) {
        this.models = models.stream().sorted(Comparator.comparing(Model::id)).toList();
    }

    /** All of them, by id. */
    public List<Model> all() {
        return models;
    }

    /** The model that goes by this id, exactly as written: the hub's ids are told apart by case. */
    public Optional<Model> byId(String modelId) {
        return models.stream().filter(model -> model.answersTo(modelId)).findFirst();
    }
}
