package com.amd.aim.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;

/** What the engine must not know, so that it can be used anywhere and tested without anything. */
@AnalyzeClasses(packages = "com.amd.aim.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class EngineBoundariesTest {
    private static final String[] PURE = {
        "..engine.hardware..",
        "..engine.model..",
        "..engine.recipe..",
        "..engine.fit..",
        "..engine.backend..",
        "..engine.selection..",
        "..engine.check..",
        "..engine.config.."
    };

    @ArchTest
    static final ArchRule KNOWS_NO_KUBERNETES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.kubernetes..")
            .because("the engine serves a cluster, a host and a hypothetical inventory alike");

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.amd.aim.kube..", "com.amd.aim.operator..", "com.amd.aim.sandbox..", "com.amd.aim.cli..");

    @ArchTest
    static final ArchRule PURE_PACKAGES_TOUCH_NO_FILE_NETWORK_OR_PROCESS = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, Clock.class, Instant.class, LocalDate.class, LocalDateTime.class);

    @ArchTest
    static final ArchRule PURE_PACKAGES_ASK_NO_ENVIRONMENT = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(System.class, Runtime.class, ProcessBuilder.class, Thread.class);

    @ArchTest
    static final ArchRule ONLY_THE_CATALOGUE_READS_YAML = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.catalog..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("com.amd.aim.engine.(*)..").should().beFreeOfCycles();
}
