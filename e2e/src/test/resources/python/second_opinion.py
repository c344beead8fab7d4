"""What a client that is not ours makes of a cluster: kubeconfig, folder for its files, then a line for each thing that worked.

PythonClientTest runs it against the sandbox, in which the definitions are installed and the operator runs.
"""

import sys

from kubernetes import client, config, watch
from kubernetes.client import ApiException
from kubernetes.dynamic import DynamicClient

GROUP, VERSION, PLURAL, NAMESPACE, NAME = "aim.amd.com", "v1alpha1", "aimservices", "default", "second-opinion"
WHERE = (GROUP, VERSION, NAMESPACE, PLURAL)
PATIENCE = 90


def service(**spec):
    return {"apiVersion": f"{GROUP}/{VERSION}", "kind": "AIMService", "metadata": {"name": NAME}, "spec": spec}


def refused(code, ask):
    """The message with which the server refuses."""
    try:
        ask()
    except ApiException as refusal:
        assert refusal.status == code, refusal
        return refusal.body
    raise AssertionError(f"not refused with {code}")


def until(custom, what, condition, since=None):
    """Watches until an event of our service is as awaited, and returns its object."""
    options = {"resource_version": since} if since else {}
    watching = watch.Watch()
    for event in watching.stream(custom.list_namespaced_custom_object, *WHERE, timeout_seconds=PATIENCE, **options):
        if event["object"]["metadata"]["name"] == NAME and condition(event["type"], event["object"]):
            watching.stop()
            print("watched:", what)
            return event["object"]
    raise AssertionError(f"not seen within {PATIENCE} s: {what}")


def phase(wanted, replicas):
    def matches(_, seen):
        status = seen.get("status", {})
        current = status.get("observedGeneration") == seen["metadata"]["generation"]
        return current and status.get("phase") == wanted and status.get("readyReplicas", 0) == replicas

    return matches


def create_and_list(custom):
    message = refused(422, lambda: custom.create_namespaced_custom_object(*WHERE, service(modelId="no-slash")))
    assert "organisation/name" in message, message
    created = custom.create_namespaced_custom_object(*WHERE, service(modelId="Qwen/Qwen3-8B", gpuCount=1))
    assert created["spec"]["replicas"] == 1, created
    print("created, with defaults; what is invalid is refused")
    listed = custom.list_namespaced_custom_object(*WHERE)
    assert [item["metadata"]["name"] for item in listed["items"]] == [NAME], listed
    print("listed")


def read_log(core):
    pods = core.list_namespaced_pod(NAMESPACE, label_selector=f"aim.amd.com/service={NAME}").items
    running = [pod.metadata.name for pod in pods if pod.status.phase == "Running"]
    log = core.read_namespaced_pod_log(running[0], NAMESPACE, container="server", tail_lines=50)
    assert "vLLM API server" in log, log
    followed = next(watch.Watch().stream(core.read_namespaced_pod_log, running[0], NAMESPACE, container="server"))
    assert "vLLM API server" in followed, followed
    print("read a log, and followed it")


def patch(custom):
    patched = custom.patch_namespaced_custom_object(*WHERE, NAME, {"spec": {"replicas": 2}})
    assert patched["spec"]["replicas"] == 2, patched
    scale = custom.get_namespaced_custom_object_scale(*WHERE, NAME)
    assert scale["spec"]["replicas"] == 2, scale
    print("patched; its scale says so")


def apply(dynamic):
    services = dynamic.resources.get(api_version=f"{GROUP}/{VERSION}", kind="AIMService")

    def applying(replicas, **options):
        body = service(modelId="Qwen/Qwen3-8B", replicas=replicas)
        return services.server_side_apply(body=body, name=NAME, namespace=NAMESPACE, **options)

    message = refused(409, lambda: applying(1, field_manager="python"))
    assert "conflict" in message and ".spec.replicas" in message, message
    applied = applying(1, field_manager="python", force_conflicts=True)
    owned = [entry for entry in applied.metadata.managedFields if entry.manager == "python"]
    assert owned[0].operation == "Apply" and "f:replicas" in owned[0].fieldsV1["f:spec"].to_dict(), owned
    assert applied.spec.gpuCount == 1, applied
    print("applied server-side, after a conflict")


def delete(custom):
    before = custom.list_namespaced_custom_object(*WHERE)["metadata"]["resourceVersion"]
    custom.delete_namespaced_custom_object(*WHERE, NAME, propagation_policy="Foreground")
    until(custom, "DELETED", lambda kind, _: kind == "DELETED", since=before)
    refused(404, lambda: custom.get_namespaced_custom_object(*WHERE, NAME))
    print("deleted")


def main(kubeconfig, folder):
    config.load_kube_config(kubeconfig)
    api = client.ApiClient()
    custom = client.CustomObjectsApi(api)
    create_and_list(custom)
    until(custom, "Serving", phase("Serving", 1))
    read_log(client.CoreV1Api(api))
    patch(custom)
    until(custom, "2 servers", phase("Serving", 2))
    apply(DynamicClient(api, cache_file=f"{folder}/discovery.json"))
    until(custom, "1 server", phase("Serving", 1))
    delete(custom)


main(*sys.argv[1:])
