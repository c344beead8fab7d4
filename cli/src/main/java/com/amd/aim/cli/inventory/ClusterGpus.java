package com.amd.aim.cli.inventory;

import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.plan.RecipeMapper;
import com.amd.aim.operator.plan.ServiceInventory;
import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.view.GpuPod;
import com.amd.aim.operator.view.Gpus;
import com.amd.aim.operator.view.Gpus.Listing;
import com.amd.aim.operator.view.NodeView;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The GPUs of a cluster, judged by the code that the operator judges them by. */
public final class ClusterGpus {
    private static final Set<Integer> HIDDEN =
            Set.of(HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_NOT_FOUND);

    private final KubernetesClient client;
    private final GpuCatalog gpus;

    public ClusterGpus(KubernetesClient client, GpuCatalog gpus) {
        this.client = client;
        this.gpus = gpus;
    }

    /**
     * What a service could use; its own pods do not count against it.
     *
     * @param namespace of the context
     * @param operatorNamespace whose recipes all may use
     * @throws KubernetesClientException when nodes cannot be listed
     */
    public Stock of(Asking asking, String namespace, String operatorNamespace) {
        ServiceId service = asking.id(namespace);
        List<NodeView> nodes =
                client.nodes().list().getItems().stream().map(NodeView::of).toList();
        Gpus cluster = new Gpus(
                new Listing.Known<>(nodes),
                pods().<Listing<GpuPod>>map(Listing.Known::new).orElseGet(Listing.Forbidden::new),
                List.of(),
                0);
        List<Recipe> recipes = new ArrayList<>(recipes(service.namespace(), Origin.NAMESPACE));
        recipes.addAll(recipes(operatorNamespace, Origin.OPERATOR_NAMESPACE));
        return new Stock(
                inventory(service, asking.wish().get(), cluster, gpus),
                "in the cluster at " + String.valueOf(client.getMasterUrl()).replaceFirst("/$", ""),
                recipes);
    }

    /** What nodes that somebody wrote down have; who holds their GPUs is not known. */
    static Inventory inventory(List<NodeView> nodes, GpuCatalog gpus, ServiceNodes wish) {
        Gpus cluster = new Gpus(new Listing.Known<>(nodes), new Listing.Forbidden<>(), List.of(), 0);
        return inventory(new ServiceId("", ""), wish, cluster, gpus);
    }

    private static Inventory inventory(ServiceId service, ServiceNodes wish, Gpus cluster, GpuCatalog gpus) {
        return new ServiceInventory(gpus).of(service, wish, cluster).orElseThrow();
    }

    private Optional<List<GpuPod>> pods() {
        return look(() -> client
                .pods()
                .inAnyNamespace()
                .withoutField("spec.nodeName", "")
                .withoutField("status.phase", "Succeeded")
                .withoutField("status.phase", "Failed")
                .list()
                .getItems()
                .stream()
                .flatMap(pod -> GpuPod.of(pod).stream())
                .toList());
    }

    private List<Recipe> recipes(String namespace, Origin origin) {
        return look(() -> client.resources(AIMRecipe.class).inNamespace(namespace).list().getItems().stream()
                        .map(recipe -> RecipeMapper.map(recipe, origin))
                        .toList())
                .orElse(List.of());
    }

    /** Empty where this user may not look, or the cluster does not know the kind. */
    private static <T> Optional<T> look(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (KubernetesClientException e) {
            if (HIDDEN.contains(e.getCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
