package com.amd.aim.engine.backend;

import com.amd.aim.engine.fit.EngineLimits;
import com.amd.aim.engine.recipe.Arguments;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A serving engine: what its arguments mean, and how it is started. Implementations are pure. */
public interface Backend {
    /** The word in recipes and requests, {@code vllm}. */
    String name();

    /** What these arguments, or else the defaults, let the engine do with memory. */
    EngineLimits limits(Arguments arguments, ServingDefaults defaults);

    /** One sentence per argument of a recipe that is not a recipe's to set, or has a value that cannot be. */
    List<String> refusedInRecipe(
            Arguments arguments, String repository, ServingDefaults defaults, EngineRelease release);

    /**
     * One sentence per override of a user that cannot be honoured. Stricter than for recipes: what the user asks for is
     * never changed silently, so what would have to be changed is refused.
     */
    List<String> refusedFromUser(
            Arguments arguments, Collection<String> removed, ServingDefaults defaults, EngineRelease release);

    /** A recipe's arguments as this release takes them, with the defaults where they are silent. */
    Arguments complete(Arguments written, ServingDefaults defaults, EngineRelease release);

    /** With what makes them use all GPUs of all nodes: what other forms of parallelism leave is tensor parallelism. */
    Arguments laidOut(Arguments arguments, ServingDefaults defaults);

    /** Names as this release knows them: aliases become the long names. */
    Arguments spelledOut(Arguments arguments, EngineRelease release);

    /** What has it find out how long a context memory has room for; nothing where it cannot. */
    Arguments findsOutContext();

    /** Program and arguments. */
    List<String> command(ServeCommand serve);

    /** How the nodes of one replica find each other. */
    GroupWords group();

    /** What it wants in its environment on AMD's GPUs, unless a recipe says otherwise. */
    Map<String, String> environment();

    /** Answers 200 once the model can be used. */
    String healthPath();
}
