package charter

// Kind implements [Spec].
func (BodySpec) Kind() Kind { return KindBody }

// Kind implements [Spec].
func (RoleSpec) Kind() Kind { return KindRole }

// Kind implements [Spec].
func (SeatSpec) Kind() Kind { return KindSeat }

// Kind implements [Spec].
func (PowerSpec) Kind() Kind { return KindPower }

// Kind implements [Spec].
func (ForbidSpec) Kind() Kind { return KindForbid }

// Kind implements [Spec].
func (DelegationSpec) Kind() Kind { return KindDelegation }

// Kind implements [Spec].
func (SeriesSpec) Kind() Kind { return KindSeries }

// Kind implements [Spec].
func (NoticeSpec) Kind() Kind { return KindNotice }

// Kind implements [Spec].
func (QuorumSpec) Kind() Kind { return KindQuorum }

// Kind implements [Spec].
func (DecisionSpec) Kind() Kind { return KindDecision }

// Kind implements [Spec].
func (AttendanceSpec) Kind() Kind { return KindAttendance }

// Kind implements [Spec].
func (RoundSpec) Kind() Kind { return KindRound }

// Kind implements [Spec].
func (DutySpec) Kind() Kind { return KindDuty }

// Kind implements [Spec].
func (SignatureSpec) Kind() Kind { return KindSignature }

// Kind implements [Spec].
func (ResourceSpec) Kind() Kind { return KindResource }

// Kind implements [Spec].
func (LinkSpec) Kind() Kind { return KindLink }

// Kind implements [Spec].
func (LifecycleSpec) Kind() Kind { return KindLifecycle }

// Kind implements [Spec].
func (StepSpec) Kind() Kind { return KindStep }

// Kind implements [Spec].
func (TermSpec) Kind() Kind { return KindTerm }
