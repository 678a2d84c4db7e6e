package org.phusong.jobs.cover;

import java.io.Serializable;

/**
 * A value that every task may ask for; shipped to tasks instead of the value.
 *
 * @param <T> immutable
 */
public interface Shared<T> extends Serializable, AutoCloseable {

    /** The value. */
    T get();

    /** No task asks for the value any more. */
    @Override
    void close();
}
