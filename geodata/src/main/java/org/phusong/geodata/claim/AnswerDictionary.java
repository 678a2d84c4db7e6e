package org.phusong.geodata.claim;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The distinct answers of a study: an answer is the set of claim classes that reach a household.
 *
 * <p>Answers are numbered from 0 by content: their ascending class ids compared one after the other, a shorter list first. Immutable.
 */
public final class AnswerDictionary implements Serializable {

    private static final long serialVersionUID = 1;

    private final int[][] answers;

    /** @param answers ascending class ids, each without repetition; the collection may repeat answers */
    public AnswerDictionary(Collection<int[]> answers) {
        TreeSet<int[]> distinct = new TreeSet<>(Arrays::compare);
        for (int[] answer : answers) {
            for (int i = 1; i < answer.length; i++) {
                if (answer[i - 1] >= answer[i]) {
                    throw new IllegalArgumentException("Class ids must ascend: " + Arrays.toString(answer));
                }
            }
            distinct.add(answer.clone());
        }
        this.answers = distinct.toArray(int[][]::new);
    }

    /** How many answers there are. */
    public int size() {
        return answers.length;
    }

    /** The ascending class ids of an answer; a copy. */
    public int[] classIds(int answerId) {
        return answers[answerId].clone();
    }

    /**
     * The id of an answer.
     *
     * @throws IllegalArgumentException when it is not in the dictionary
     */
    public int idOf(int[] classIds) {
        int id = Arrays.binarySearch(answers, classIds, Arrays::compare);
        if (id < 0) {
            throw new IllegalArgumentException("No such answer: " + Arrays.toString(classIds));
        }
        return id;
    }
}
