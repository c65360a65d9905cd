package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One kind of what can be wrong. May throw whatever its facts throw. */
public interface ProblemSource {

  /** The first words of its problems' keys, up to the slash: no other source has them. */
  Set<String> kinds();

  /** Everything of its kind that stands now, each under a key of its own. */
  List<FoundProblem> find(ConfigSnapshot config, Instant now);
}
