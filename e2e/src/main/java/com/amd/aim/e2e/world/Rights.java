package com.amd.aim.e2e.world;

import com.amd.aim.e2e.world.AuditLog.Request;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rights as {@code group/resource verb}, granted and used. The core group is {@code core}. */
public final class Rights {
    private static final int CREATED = 201;

    private Rights() {}

    /** What the roles of a release grant, wherever they are bound. */
    public static SortedSet<String> granted(KubernetesClient client, String release) {
        return Stream.concat(
                        client
                                .rbac()
                                .clusterRoles()
                                .withLabel("app.kubernetes.io/instance", release)
                                .list()
                                .getItems()
                                .stream()
                                .flatMap(role -> role.getRules().stream()),
                        client
                                .rbac()
                                .roles()
                                .inAnyNamespace()
                                .withLabel("app.kubernetes.io/instance", release)
                                .list()
                                .getItems()
                                .stream()
                                .flatMap(role -> role.getRules().stream()))
                .flatMap(Rights::each)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What was asked for. A server-side apply is a patch to the audit log; the API server wants {@code create} as well where the object
     * is not there yet, which is seen by its answer 201. Paths without a resource, such as {@code /version}, are everybody's.
     */
    public static SortedSet<String> used(Collection<Request> requests) {
        return requests.stream()
                .filter(request -> !request.resource().isEmpty())
                .flatMap(Rights::each)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> each(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> right(group, resource, verb))));
    }

    private static Stream<String> each(Request request) {
        boolean creates = "patch".equals(request.verb()) && request.code() == CREATED;
        return (creates ? List.of("patch", "create") : List.of(request.verb()))
                .stream().map(verb -> right(request.group(), request.resource(), verb));
    }

    private static String right(String group, String resource, String verb) {
        return (group.isEmpty() ? "core" : group) + "/" + resource + " " + verb;
    }
}
