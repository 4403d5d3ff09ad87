# What else shall hold, besides the hours, when somebody is booked. Keys begin with "limits-", the buttons' with "button-".

limits-asked =
    <b>Limits</b> for when others book you, inside your hours:
    1. Notice: how long before the start must they ask?
    2. Gap: how much stays free before and after each appointment?
    3. A day: how many appointments are enough?
    Others read only "busy", or that it does not suit you. What you book alone knows no limits, and what you accepted stays.
button-limits = Limits
button-any-notice = No notice
button-no-gap = No gap
button-any-number = No limit
button-a-day = { $count } a day
