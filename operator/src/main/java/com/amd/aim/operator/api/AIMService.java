package com.amd.aim.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A model to serve: names the model, and optionally constrains how. */
@Group(Names.GROUP)
@Version(Names.VERSION)
@Kind("AIMService")
@Plural("aimservices")
@Singular("aimservice")
@ShortNames("aimsvc")
@Categories("aim")
@ValidationRule(value = Rules.NAME, message = Rules.NAME_MESSAGE, messageExpression = Rules.NAME_EXPRESSION)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Model", jsonPath = ".spec.modelId")
@AdditionalPrinterColumn(name = "Recipe", jsonPath = ".status.selection.recipe")
@AdditionalPrinterColumn(name = "GPUs", jsonPath = ".status.selection.gpus")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.ready")
@AdditionalPrinterColumn(name = "Cache", jsonPath = ".status.cache.state")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Endpoint", jsonPath = ".status.endpoint", priority = 1)
@AdditionalPrinterColumn(name = "Precision", jsonPath = ".status.selection.precision", priority = 1)
@AdditionalPrinterColumn(name = "Backend", jsonPath = ".status.selection.backend", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@JsonClassDescription("A model to serve. Only spec.modelId is required.")
public final class AIMService extends CustomResource<AIMServiceSpec, AIMServiceStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription(
            "What to serve. Only modelId is required; what is left out is chosen, and what is given is never changed silently.")
    public AIMServiceSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @Default(Names.STATUS_UNSEEN)
    @JsonPropertyDescription("What the operator found and did.")
    public AIMServiceStatus getStatus() {
        return super.getStatus();
    }
}
