package com.amd.aim.cli.live;

import com.amd.aim.cli.demo.Progress;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Has what happens to services told. */
record Telling(Progress progress) implements ResourceEventHandler<AIMService> {

    @Override
    public void onAdd(AIMService service) {
        progress.tell(service);
    }

    @Override
    public void onUpdate(AIMService before, AIMService service) {
        progress.tell(service);
    }

    @Override
    public void onDelete(AIMService service, boolean stateUnknown) {
        progress.gone(service);
    }
}
