package io.dumpwarden.notify;

/** Changes as a look may make them. */
public final class TestChanges {

  private final Changes changes = new Changes();

  public TestChanges problem(KnownProblem problem) {
    changes.problem(problem);
    return this;
  }

  public TestChanges told(Told told) {
    changes.tell(told);
    return this;
  }

  public TestChanges untold(Told told) {
    changes.forget(told);
    return this;
  }

  public TestChanges ping(PingMark mark) {
    changes.ping(mark);
    return this;
  }

  public TestChanges state(String name, String value) {
    changes.state(name, value);
    return this;
  }

  public TestChanges draft(String channel, Notice notice) {
    changes.send(Draft.of(channel, "rule", notice, Draft.NOTICE_WORTH));
    return this;
  }

  public Changes made() {
    return changes;
  }
}
