package io.dumpwarden.recovery;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StoredObject;

/** A manifest as it was found beside a dump, judged. */
sealed interface FoundManifest {

  /**
   * The dump is there in the manifest's size.
   *
   * @param foreign why the manifest is not to be trusted; empty where our master key signed it and
   *     it stands where it says
   * @param dump the object beside which it stands, whatever it says itself
   */
  record Whole(Manifest manifest, String json, StoredObject dump, String foreign)
      implements FoundManifest {

    boolean isForeign() {
      return !foreign.isEmpty();
    }
  }

  /** It is of no use, or its dump is not what it says. */
  record Unfit(Finding.Kind kind, ObjectKey dump, String why) implements FoundManifest {}
}
