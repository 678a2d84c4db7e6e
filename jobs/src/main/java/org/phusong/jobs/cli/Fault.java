package org.phusong.jobs.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.phusong.jobs.read.InputException;
import org.phusong.jobs.study.StudyFaultException;

/**
 * What ended a command, as its caller sees it.
 *
 * @param code the exit code
 * @param text one short paragraph
 */
record Fault(ExitCode code, String text) {

    private static final int MAX_LENGTH = 600;

    /** Looks through the causes: what a task found comes wrapped by Spark. */
    static Fault of(Throwable thrown) {
        Throwable innermost = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StudyFaultException) {
                return new Fault(ExitCode.USAGE, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof InputException) {
                return new Fault(ExitCode.INPUT, String.valueOf(cause.getMessage()));
            }
            innermost = cause;
            if (cause.getCause() == cause) {
                break;
            }
        }
        return new Fault(ExitCode.FAILED, shorten(textOf(innermost)));
    }

    private static String textOf(Throwable told) {
        String message = told.getMessage();
        if (told instanceof OutOfMemoryError) {
            return "out of memory (" + message + "); PHUSONG_JAVA_OPTS=-Xmx16g, for one, gives more";
        }
        // These three carry the bare path as their message.
        if (told instanceof NoSuchFileException) {
            return "no such file or folder: " + message;
        }
        if (told instanceof AccessDeniedException) {
            return "no permission: " + message;
        }
        if (told instanceof FileAlreadyExistsException) {
            return "something else is already there: " + message;
        }
        if (told instanceof FileSystemException || (message != null && message.indexOf(' ') > 0)) {
            return String.valueOf(message);
        }
        return told.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** The first paragraph: messages of Spark go on with the frames of its executors. */
    private static String shorten(String text) {
        int frames = text.indexOf("\n\tat ");
        String first = (frames < 0 ? text : text.substring(0, frames)).strip();
        return first.length() <= MAX_LENGTH ? first : first.substring(0, MAX_LENGTH) + " …";
    }
}
