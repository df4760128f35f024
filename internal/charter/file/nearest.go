package file

import "strings"

// nearest gives the known word closest to what was written, or "" when none is
// close enough to be worth offering: at most a third of the letters differ.
func nearest(word string, known []string) string {
	if len(word) > 64 {
		return ""
	}
	best, limit := "", max(1, len(word)/3)
	for _, k := range known {
		if abs(len(k)-len(word)) > limit {
			continue
		}
		if d := distance(word, k, limit); d <= limit {
			if best, limit = k, d-1; limit < 0 {
				break
			}
		}
	}
	if best == "" {
		best = nearestByPart(word, known)
	}
	return best
}

// nearestByPart offers the one known word that holds the written one, or is
// held by it: "chair" for "meeting-chair".
func nearestByPart(word string, known []string) string {
	if len(word) < 4 {
		return ""
	}
	found := ""
	for _, k := range known {
		if strings.Contains(k, word) || len(k) >= 4 && strings.Contains(word, k) {
			if found != "" {
				return ""
			}
			found = k
		}
	}
	return found
}

// distance is the number of letters to put in, take out, change or swap with
// the next, and stops counting once it is over the limit.
func distance(a, b string, limit int) int {
	ra, rb := []rune(a), []rune(b)
	before, prev, cur := make([]int, len(rb)+1), make([]int, len(rb)+1), make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i, x := range ra {
		cur[0] = i + 1
		least := cur[0]
		for j, y := range rb {
			step := 1
			if x == y {
				step = 0
			}
			cur[j+1] = min(prev[j]+step, prev[j+1]+1, cur[j]+1)
			if i > 0 && j > 0 && x == rb[j-1] && ra[i-1] == y {
				cur[j+1] = min(cur[j+1], before[j-1]+1)
			}
			least = min(least, cur[j+1])
		}
		if least > limit {
			return least
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(rb)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// offer makes the hint that names the nearest known word, or lists the words
// when they are few.
func offer(word string, known []string) say {
	if n := nearest(word, known); n != "" {
		return sayf("did you mean %q?", "có phải %q?", n)
	}
	if len(known) > 0 && len(known) <= 12 {
		return sayf("one of %s", "một trong: %s", strings.Join(known, ", "))
	}
	return say{}
}
