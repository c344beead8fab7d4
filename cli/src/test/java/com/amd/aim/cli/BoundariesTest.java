package com.amd.aim.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.amd.aim.engine.command.ContainerEnvironment;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Boundaries: dependencies point one way, and")
class BoundariesTest {
    private static final String ENGINE = "com.amd.aim.engine..";
    private static final String KUBE = "com.amd.aim.kube..";
    private static final String OPERATOR = "com.amd.aim.operator..";
    private static final String SANDBOX = "com.amd.aim.sandbox..";
    private static final String CLI = "com.amd.aim.cli..";
    private static final String KUBERNETES_CLIENT = "io.fabric8..";
    private static final String FRAMEWORK = "io.javaoperatorsdk..";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.amd.aim");

    @Test
    @DisplayName("engine knows no Kubernetes type and no other module")
    void engineKnowsNoKubernetes() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(KUBERNETES_CLIENT, FRAMEWORK, KUBE, OPERATOR, SANDBOX, CLI)
                .check(ALL);
    }

    @Test
    @DisplayName("kube knows no client, no server and no other module")
    void kubeKnowsNoClient() {
        noClasses()
                .that()
                .resideInAPackage(KUBE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        KUBERNETES_CLIENT,
                        FRAMEWORK,
                        ENGINE,
                        OPERATOR,
                        SANDBOX,
                        CLI,
                        "java.net.http..",
                        "com.sun.net.httpserver..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.Socket.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.ServerSocket.class)
                .check(ALL);
    }

    @Test
    @DisplayName("sandbox never knows the operator or the command line: it plays a cluster for anybody")
    void sandboxKnowsNoOperator() {
        noClasses()
                .that()
                .resideInAPackage(SANDBOX)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OPERATOR, CLI, FRAMEWORK)
                .check(ALL);
    }

    @Test
    @DisplayName("operator never knows the sandbox or the command line")
    void operatorKnowsNoSandbox() {
        noClasses()
                .that()
                .resideInAPackage(OPERATOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SANDBOX, CLI)
                .check(ALL);
    }

    @Test
    @DisplayName("what decides and renders in the operator is pure: no client, clock, environment, file or thread")
    void plansArePure() {
        noClasses()
                .that(resideInAnyPackage("com.amd.aim.operator.plan..", "com.amd.aim.operator.render.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                FRAMEWORK,
                                "io.fabric8.kubernetes.client..",
                                "java.net.http..",
                                "java.util.concurrent..",
                                "org.slf4j..",
                                "com.amd.aim.operator.apply..",
                                "com.amd.aim.operator.reconcile..",
                                "com.amd.aim.operator.http..")
                        .and(not(resideInAPackage("io.fabric8.kubernetes.client.utils.."))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, InstantSource.class, System.class, Thread.class, java.nio.file.Files.class)
                .check(ALL);
    }

    @Test
    @DisplayName("the custom resources depend on nothing of the operator")
    void resourcesStandAlone() {
        noClasses()
                .that()
                .resideInAPackage("com.amd.aim.operator.api..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(OPERATOR).and(not(resideInAPackage("com.amd.aim.operator.api.."))))
                .check(ALL);
    }

    @Test
    @DisplayName(
            "only the command line, and what containers are given, is the process: ends it, reads its environment, writes to its output")
    void onlyCliIsTheProcess() {
        var others = noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .and()
                .doNotHaveFullyQualifiedName(ContainerEnvironment.class.getName());
        others.should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(ALL);
    }
}
