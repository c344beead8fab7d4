package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Cluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.jse.JseBaseLib;

/** The health script as Argo CD runs it: the object is {@code obj}, and there is no library but the base one. */
record ArgoHealth(String status, String message) {
    static final Path SCRIPT = Cluster.root().resolve("docs/gitops/argocd-health.lua");

    static ArgoHealth of(JsonNode object) throws IOException {
        Globals globals = new Globals();
        globals.load(new JseBaseLib());
        LoadState.install(globals);
        LuaC.install(globals);
        globals.set("obj", lua(object));
        LuaValue health = globals.load(Files.readString(SCRIPT), "health").call();
        return new ArgoHealth(
                health.get("status").checkjstring(), health.get("message").checkjstring());
    }

    private static LuaValue lua(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                LuaTable table = new LuaTable();
                json.properties().forEach(property -> table.set(property.getKey(), lua(property.getValue())));
                yield table;
            }
            case ARRAY -> {
                LuaTable table = new LuaTable();
                for (int i = 0; i < json.size(); i++) {
                    table.set(i + 1, lua(json.get(i)));
                }
                yield table;
            }
            case BOOLEAN -> LuaValue.valueOf(json.booleanValue());
            case NUMBER -> LuaValue.valueOf(json.doubleValue());
            case STRING -> LuaValue.valueOf(json.textValue());
            default -> LuaValue.NIL;
        };
    }
}
