package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.store.Change;
import com.amd.aim.sandbox.api.store.Key;
import java.util.Collection;

/** Something that is to be done about objects when others change. Called by one thread only. */
interface Chore {

    /** Takes note of a change; returns the objects to look at because of it. */
    Collection<Key> concernedBy(Change change);

    /** Looks at an object as it is now and does what is to be done; must do nothing where all is well. */
    void attend(Key key);
}
