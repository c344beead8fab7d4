package com.amd.aim.kube.schema.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.StructType;
import java.util.Optional;

/**
 * The type of {@code self} in a rule.
 *
 * @param type the type itself
 * @param structs the objects it is made of, by name
 */
public record SelfType(CelType type, ImmutableMap<String, StructType> structs) {

    CelTypeProvider provider() {
        return new CelTypeProvider() {
            @Override
            public ImmutableCollection<CelType> types() {
                return ImmutableList.copyOf(structs.values());
            }

            @Override
            public Optional<CelType> findType(String name) {
                return Optional.ofNullable(structs.get(name));
            }
        };
    }
}
