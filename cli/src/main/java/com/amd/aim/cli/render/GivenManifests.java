package com.amd.aim.cli.render;

import com.amd.aim.cli.manifest.ManifestFile;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.plan.RecipeMapper;
import com.amd.aim.operator.render.Trees;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Our resources in a file, as the API server would store them; whatever else stands in it is left alone.
 *
 * @param services in their order
 * @param recipes that services may use
 * @param caches that services may use
 */
public record GivenManifests(List<AIMService> services, List<AIMRecipe> recipes, List<AIMModelCache> caches) {
    public GivenManifests {
        services = List.copyOf(services);
        recipes = List.copyOf(recipes);
        caches = List.copyOf(caches);
    }

    /**
     * Reads files.
     *
     * @param namespace of what names none
     * @throws IllegalArgumentException with a sentence that begins with the file's name
     */
    public static GivenManifests read(List<Path> files, String namespace) {
        List<AIMService> services = new ArrayList<>();
        List<AIMRecipe> recipes = new ArrayList<>();
        List<AIMModelCache> caches = new ArrayList<>();
        for (Path file : files) {
            try {
                List<ObjectNode> objects = ManifestFile.objects(ManifestFile.text(file));
                services.addAll(admitted(objects, AIMService.class, namespace));
                recipes.addAll(admitted(objects, AIMRecipe.class, namespace));
                caches.addAll(admitted(objects, AIMModelCache.class, namespace));
            } catch (IllegalArgumentException e) {
                throw ManifestFile.in(file, e);
            }
        }
        return new GivenManifests(services, recipes, caches);
    }

    private static <T extends HasMetadata> List<T> admitted(List<ObjectNode> objects, Class<T> kind, String namespace) {
        List<ObjectNode> ours = objects.stream()
                .filter(object -> ManifestFile.kind(object).equals(HasMetadata.getKind(kind)))
                .toList();
        if (ours.isEmpty()) {
            return List.of();
        }
        Admission admission = Admission.of(kind);
        return ours.stream()
                .map(admission::admit)
                .map(object -> Trees.as(object, kind))
                .map(object -> within(object, namespace))
                .toList();
    }

    private static <T extends HasMetadata> T within(T object, String namespace) {
        if (object.getMetadata().getNamespace() == null) {
            object.getMetadata().setNamespace(namespace);
        }
        return object;
    }

    /** The recipes that a service in this namespace sees, before those of the catalogue. */
    public List<Recipe> recipes(String namespace, String operatorNamespace) {
        List<Recipe> seen = new ArrayList<>();
        recipes.stream()
                .filter(recipe -> recipe.getMetadata().getNamespace().equals(namespace))
                .forEach(recipe -> seen.add(RecipeMapper.map(recipe, Origin.NAMESPACE)));
        recipes.stream()
                .filter(recipe -> recipe.getMetadata().getNamespace().equals(operatorNamespace)
                        && !namespace.equals(operatorNamespace))
                .forEach(recipe -> seen.add(RecipeMapper.map(recipe, Origin.OPERATOR_NAMESPACE)));
        return seen;
    }
}
