package io.dumpwarden.script;

/**
 * Looks at a dump as it passes and tells its {@link ScriptTraits}. Memory grows with the names that
 * are found, not with the rows. For one thread.
 */
public final class ScriptSurvey {

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("to come");
  }

  /** Of what was seen so far. */
  public ScriptTraits traits() {
    throw new UnsupportedOperationException("to come");
  }
}
