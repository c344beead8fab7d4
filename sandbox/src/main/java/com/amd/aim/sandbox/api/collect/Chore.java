package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import java.util.Collection;
import java.util.List;

/** Something that is to be done about objects when others change, or when their time has come. Called by one thread only. */
interface Chore {

    /** Takes note of a change; returns the objects to look at because of it. */
    Collection<Key> concernedBy(Change change);

    /** The objects to look at because of the time. */
    default Collection<Key> due() {
        return List.of();
    }

    /** Looks at an object as it is now and does what is to be done; must do nothing where all is well. */
    void attend(Key key);
}
