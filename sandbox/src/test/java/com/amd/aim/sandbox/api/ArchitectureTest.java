package com.amd.aim.sandbox.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.amd.aim.sandbox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_sandbox_knows_neither_operator_nor_command_line = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.amd.aim.operator..", "com.amd.aim.cli..");

    @ArchTest
    static final ArchRule the_api_server_knows_no_client_and_nobody_else_of_the_sandbox = noClasses()
            .that()
            .resideInAPackage("com.amd.aim.sandbox.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..",
                    "com.amd.aim.engine..",
                    "com.amd.aim.sandbox",
                    "com.amd.aim.sandbox.controller..",
                    "com.amd.aim.sandbox.kubelet..",
                    "com.amd.aim.sandbox.serving..",
                    "com.amd.aim.sandbox.hub..");

    @ArchTest
    static final ArchRule what_happens_to_objects_knows_no_http = noClasses()
            .that()
            .resideInAnyPackage(
                    "com.amd.aim.sandbox.api.model..",
                    "com.amd.aim.sandbox.api.store..",
                    "com.amd.aim.sandbox.api.kinds..",
                    "com.amd.aim.sandbox.api.write..",
                    "com.amd.aim.sandbox.api.rules..",
                    "com.amd.aim.sandbox.api.collect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.net.httpserver..", "java.net.http..", "com.amd.aim.sandbox.api.serve..");

    @ArchTest
    static final ArchRule the_servers_packages_depend_one_way =
            slices().matching("com.amd.aim.sandbox.api.(*)..").should().beFreeOfCycles();
}
