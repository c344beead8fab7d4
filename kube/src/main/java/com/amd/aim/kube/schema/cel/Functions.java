package com.amd.aim.kube.schema.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Collects functions with their types and what they do. */
final class Functions {

    private final List<CelFunctionDecl> declarations = new ArrayList<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    /** Adds a function of one argument. */
    <T> Functions function(
            String name,
            String id,
            CelType result,
            CelType type,
            Class<T> argument,
            CelFunctionOverload.Unary<T> does) {
        declarations.add(
                CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newGlobalOverload(id, result, type)));
        bindings.add(CelFunctionBinding.from(id, argument, does));
        return this;
    }

    /** Adds a function of two arguments. */
    <T, A> Functions function(
            String name,
            String id,
            CelType result,
            List<CelType> types,
            Class<T> first,
            Class<A> second,
            CelFunctionOverload.Binary<T, A> does) {
        declarations.add(
                CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newGlobalOverload(id, result, types)));
        bindings.add(CelFunctionBinding.from(id, first, second, does));
        return this;
    }

    /** Adds a function without arguments that gives a format. */
    void format(String name, CelType type) {
        String function = "format." + name;
        declarations.add(CelFunctionDecl.newFunctionDeclaration(
                function, CelOverloadDecl.newGlobalOverload(function, type, List.of())));
        bindings.add(CelFunctionBinding.from(function, List.of(), _ -> new NamedFormat(name)));
    }

    /** Adds a method without arguments. */
    <T> Functions method(
            String name, String id, CelType result, CelType type, Class<T> target, CelFunctionOverload.Unary<T> does) {
        declarations.add(
                CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newMemberOverload(id, result, type)));
        bindings.add(CelFunctionBinding.from(id, target, does));
        return this;
    }

    /** Adds a method of one argument; of the types the first is the target's. */
    <T, A> Functions method(
            String name,
            String id,
            CelType result,
            List<CelType> types,
            Class<T> target,
            Class<A> argument,
            CelFunctionOverload.Binary<T, A> does) {
        declarations.add(
                CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newMemberOverload(id, result, types)));
        bindings.add(CelFunctionBinding.from(id, target, argument, does));
        return this;
    }

    /** Adds a method of several arguments; the first type and class are the target's. */
    Functions method(
            String name,
            String id,
            CelType result,
            List<CelType> types,
            List<Class<?>> classes,
            CelFunctionOverload does) {
        declarations.add(
                CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newMemberOverload(id, result, types)));
        bindings.add(CelFunctionBinding.from(id, classes, does));
        return this;
    }

    /** {@return the declarations, the overloads of one name together} */
    List<CelFunctionDecl> declarations() {
        return declarations.stream()
                .map(CelFunctionDecl::name)
                .distinct()
                .map(name -> CelFunctionDecl.newFunctionDeclaration(name, overloads(name)))
                .toList();
    }

    private List<CelOverloadDecl> overloads(String name) {
        Stream<CelFunctionDecl> named =
                declarations.stream().filter(one -> one.name().equals(name));
        return named.map(CelFunctionDecl::overloads).flatMap(Collection::stream).toList();
    }

    List<CelFunctionBinding> bindings() {
        return List.copyOf(bindings);
    }
}
